"""What can be drawn: one module for each family of subjects. `catalogue.py` lists them all."""
