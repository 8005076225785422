"""A bucket: nobody reaches it but its users, and the tier decides what it keeps."""

import pytest

from stratiform.tiers import DEV, PROD, STAGING
from systems import part, source, statements, system

pytestmark = pytest.mark.synth

TIERS = (DEV, STAGING, PROD)
READ = {"s3:GetObject", "s3:GetObjectVersion"}
WRITE = {"s3:AbortMultipartUpload", "s3:DeleteObject", "s3:ListMultipartUploadParts", "s3:PutObject"}
LISTING = {"s3:GetBucketLocation", "s3:ListBucket"}


@pytest.fixture(scope="module")
def systems(tmp_path_factory):
    """By tier: two buckets, and functions that use the first."""
    code = source(tmp_path_factory.mktemp("bucket"))

    def build(main):
        from stratiform.constructs import Access, Bucket, Function

        uploads = Bucket(main, "Uploads", cors=("https://shop.example",), expires=400)
        Bucket(main, "Plain", versioned=True, tiering=None, component="exports")
        for access in Access:
            Function(main, access.name.title(), source=code).uses(uploads, access)

    return {tier.name: system(build, tier) for tier in TIERS}


@pytest.fixture(scope="module")
def graph(systems):
    return systems["dev"]


def bucket(graph, path="Uploads"):
    return part(graph, path).properties


def test_no_bucket_is_public_or_has_access_control_lists(systems):
    for graph in systems.values():
        for each in graph.of_type("AWS::S3::Bucket"):
            assert each.properties["PublicAccessBlockConfiguration"] == dict.fromkeys(
                ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"), True
            )
            (rule,) = each.properties["OwnershipControls"]["Rules"]
            assert rule == {"ObjectOwnership": "BucketOwnerEnforced"}


def test_every_bucket_is_reached_over_tls_alone(systems):
    for graph in systems.values():
        for each in graph.of_type("AWS::S3::Bucket"):
            policy = part(graph, f"{each.path.removeprefix('local/Main/').removesuffix('/Resource')}/Policy")
            denied = [s for s in policy.properties["PolicyDocument"]["Statement"] if s["Effect"] == "Deny"]
            assert [statement["Condition"] for statement in denied] == [
                {"Bool": {"aws:SecureTransport": "false"}},
                {"NumericLessThan": {"s3:TlsVersion": 1.2}},
            ]


def test_the_tier_decides_whose_key_encrypts(systems):
    for tier in TIERS:
        (rule,) = bucket(systems[tier.name])["BucketEncryption"]["ServerSideEncryptionConfiguration"]
        algorithm = rule["ServerSideEncryptionByDefault"]["SSEAlgorithm"]
        assert algorithm == ("aws:kms" if tier.customer_keys else "AES256")
        assert rule.get("BucketKeyEnabled", False) is tier.customer_keys


def test_the_tier_decides_versions_and_how_long_they_stay(systems):
    for tier in TIERS:
        found = bucket(systems[tier.name])
        assert ("VersioningConfiguration" in found) is tier.bucket.versioned
        (rule,) = found["LifecycleConfiguration"]["Rules"]
        days = {"NoncurrentDays": tier.bucket.version_days} if tier.bucket.versioned else None
        assert rule.get("NoncurrentVersionExpiration") == days


def test_versions_are_kept_where_asked_for(graph):
    assert bucket(graph, "Plain")["VersioningConfiguration"] == {"Status": "Enabled"}


def test_objects_move_and_expire_and_abandoned_uploads_go(graph):
    (rule,) = bucket(graph)["LifecycleConfiguration"]["Rules"]
    assert rule["Transitions"] == [{"StorageClass": "INTELLIGENT_TIERING", "TransitionInDays": 30}]
    assert rule["ExpirationInDays"] == 400
    assert rule["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 7}
    (plain,) = bucket(graph, "Plain")["LifecycleConfiguration"]["Rules"]
    assert not {"Transitions", "ExpirationInDays"} & set(plain)


def test_pages_of_the_origins_given_may_read_and_upload(graph):
    (rule,) = bucket(graph)["CorsConfiguration"]["CorsRules"]
    assert rule["AllowedOrigins"] == ["https://shop.example"]
    assert set(rule["AllowedMethods"]) == {"GET", "HEAD", "POST", "PUT"}
    assert "CorsConfiguration" not in bucket(graph, "Plain")


def test_the_tier_decides_whether_it_outlives_its_stack_or_is_emptied_with_it(systems):
    for tier in TIERS:
        graph = systems[tier.name]
        emptied = {
            resource.properties["BucketName"]["Ref"]
            for resource in graph.of_type("Custom::S3AutoDeleteObjects")
        }
        for each in graph.of_type("AWS::S3::Bucket"):
            assert each.deletion_policy == ("Retain" if tier.keep_data else "Delete")
            assert (each.address.logical_id in emptied) is not tier.keep_data


def test_access_is_logged_where_the_tier_says_and_s3_alone_may_deliver(systems):
    for tier in TIERS:
        graph = systems[tier.name]
        assert ("LoggingConfiguration" in bucket(graph)) is tier.bucket.access_logs
    graph = systems["prod"]
    logs = part(graph, "BucketAccessLogs")
    assert bucket(graph)["LoggingConfiguration"] == {
        "DestinationBucketName": {"Ref": logs.address.logical_id},
        "LogFilePrefix": "local/Main/Uploads/",
    }
    assert logs.properties["LifecycleConfiguration"]["Rules"] == [
        {"ExpirationInDays": PROD.log_days, "Status": "Enabled"}
    ]
    policy = part(graph, "BucketAccessLogs/Resource/Policy").properties["PolicyDocument"]["Statement"]
    allowed = [statement for statement in policy if statement["Effect"] == "Allow"]
    assert {s["Principal"]["Service"] for s in allowed} == {"logging.s3.amazonaws.com"}
    assert all("aws:SourceArn" in str(statement["Condition"]) for statement in allowed)
    assert len(allowed) == 2


def test_a_name_of_the_pattern_is_there_for_the_asking(graph):
    assert bucket(graph, "Plain")["BucketName"] == "shop-local-exports"
    assert "BucketName" not in bucket(graph)


@pytest.mark.parametrize(
    ("who", "objects", "whole"),
    [("Read", READ, LISTING), ("Write", WRITE, set()), ("Read_Write", READ | WRITE, LISTING)],
)
def test_access_is_exactly_what_is_declared(graph, who, objects, whole):
    arn = {"Fn::GetAtt": [part(graph, "Uploads").address.logical_id, "Arn"]}
    found = {"objects": set(), "whole": set()}
    for _, actions, resource in statements(graph, f"{who}/Role/DefaultPolicy"):
        if not any(action.startswith("s3:") for action in actions):
            continue
        if resource == arn:
            found["whole"] |= actions
        else:
            assert resource == {"Fn::Join": ["", [arn, "/*"]]}
            found["objects"] |= actions
    assert found == {"objects": objects, "whole": whole}


@pytest.mark.parametrize(("who", "encrypts"), [("Read", False), ("Write", True), ("Read_Write", True)])
def test_who_reads_may_decrypt_and_who_writes_may_encrypt(systems, who, encrypts):
    actions = set()
    for _, found, _ in statements(systems["prod"], f"{who}/Role/DefaultPolicy"):
        actions |= {action for action in found if action.startswith("kms:")}
    assert "kms:Decrypt" in actions
    assert ("kms:GenerateDataKey*" in actions) is encrypts


def test_a_workload_is_told_the_name(graph):
    variables = part(graph, "Read").properties["Environment"]["Variables"]
    assert variables == {"UPLOADS_BUCKET_NAME": {"Ref": part(graph, "Uploads").address.logical_id}}
