"""The SOP as data: the rows of the workflows and of the SOP, and where a state stands among its steps."""
