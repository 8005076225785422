"""Stratiform: AWS systems defined once in Python on the AWS CDK, and run whole on this machine.

Import the parts by name: ``stratiform.constructs`` writes systems, ``stratiform.assembly`` reads them.
Importing this package costs nothing.
"""

__version__ = "0.1.0"
