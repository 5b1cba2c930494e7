"""How the tables of the review store came to be as they are."""
