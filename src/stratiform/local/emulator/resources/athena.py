"""Athena's saved queries, prepared statements and data catalogs."""

from __future__ import annotations

from stratiform.local.emulator.api_resource import api_resource

RESOURCES = (
    api_resource(
        "AWS::Athena::NamedQuery",
        "athena",
        create="create_named_query",
        delete="delete_named_query",
        key="NamedQueryId",
        reference="NamedQueryId",
        named={"Name": 128},
        attributes=lambda physical_id, _: {"NamedQueryId": physical_id},
    ),
    api_resource(
        "AWS::Athena::PreparedStatement",
        "athena",
        create="create_prepared_statement",
        delete="delete_prepared_statement",
        key="StatementName",
    ),
    api_resource(
        "AWS::Athena::DataCatalog",
        "athena",
        create="create_data_catalog",
        update="update_data_catalog",
        delete="delete_data_catalog",
        key="Name",
        replaced_by=("Name",),
    ),
)
