"""Parameters of Parameter Store as the AWS Parameters and Secrets Lambda Extension serves them."""
