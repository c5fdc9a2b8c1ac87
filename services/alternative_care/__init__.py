"""Alternative care: the cases of children, carer families, placements and their reviews."""
