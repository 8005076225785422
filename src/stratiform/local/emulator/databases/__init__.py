"""Real database servers behind the records of MiniStack's RDS.

Its RDS service starts containers for CreateDBInstance; its CloudFormation writes records alone. What is
here starts, settles, changes and removes the server behind a record, however the record was made.
"""
