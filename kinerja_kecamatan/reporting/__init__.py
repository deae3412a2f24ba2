"""What step 9 is for: the material for the yearly report (LKjIP) and the evidence for the evaluator of SAKIP."""
