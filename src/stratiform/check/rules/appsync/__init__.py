"""Rules about GraphQL APIs."""
