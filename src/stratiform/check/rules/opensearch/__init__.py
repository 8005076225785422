"""Rules about OpenSearch and Elasticsearch domains."""
