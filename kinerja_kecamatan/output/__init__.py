"""What the site makes out of typed content for other programs: pages for PDF engines, mails, tables for spreadsheets."""
