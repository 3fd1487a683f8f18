# The provider itself, which renders policies without asking anybody: nothing here is a credential.
provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.current
  values = {
    account_id = "111122223333"
  }
}

variables {
  name   = "fleetport-test"
  stores = "postgres"
  key_arns = {
    stream    = "arn:aws:kms:eu-central-1:111122223333:key/stream"
    stores    = "arn:aws:kms:eu-central-1:111122223333:key/stores"
    cache     = "arn:aws:kms:eu-central-1:111122223333:key/cache"
    archive   = "arn:aws:kms:eu-central-1:111122223333:key/archive"
    documents = "arn:aws:kms:eu-central-1:111122223333:key/documents"
    console   = "arn:aws:kms:eu-central-1:111122223333:key/console"
    queries   = "arn:aws:kms:eu-central-1:111122223333:key/queries"
  }
  deletion_protection = true
  final_snapshot      = true
  stream              = { mode = "PROVISIONED", shards = 2 }
  database = {
    instance_class   = "db.m7g.large"
    multi_az         = true
    storage_gib      = 100
    most_storage_gib = 1000
    read_replicas    = 1
  }
  database_subnet_ids         = ["subnet-1", "subnet-2"]
  database_security_group_ids = ["sg-database"]
  cache                       = { node_type = "cache.m7g.large", replicas = 1 }
  cache_subnet_ids            = ["subnet-1", "subnet-2"]
  cache_security_group_ids    = ["sg-cache"]
  cache_password              = "0123456789abcdef0123456789abcdef"
  console_origins             = ["https://fleet.example.com"]
}

run "everything_is_encrypted" {
  command = plan

  assert {
    condition     = aws_kinesis_stream.telemetry.encryption_type == "KMS" && aws_kinesis_stream.telemetry.kms_key_id == var.key_arns.stream
    error_message = "The stream holds positions: it must be under its key."
  }

  assert {
    condition     = aws_db_instance.this[0].storage_encrypted && aws_db_instance.this[0].kms_key_id == var.key_arns.stores && aws_db_instance.this[0].performance_insights_kms_key_id == var.key_arns.stores && aws_db_instance.this[0].master_user_secret_kms_key_id == var.key_arns.stores
    error_message = "The database, what is known of its load, and its login must be under the stores' key."
  }

  assert {
    condition     = alltrue([for replica in aws_db_instance.replica : replica.storage_encrypted && !replica.publicly_accessible])
    error_message = "So must its replicas."
  }

  assert {
    condition     = aws_elasticache_replication_group.this.at_rest_encryption_enabled == "true" && aws_elasticache_replication_group.this.kms_key_id == var.key_arns.cache
    error_message = "Redis must be under its key."
  }

  assert {
    condition     = aws_elasticache_replication_group.this.transit_encryption_enabled && aws_elasticache_replication_group.this.transit_encryption_mode == "required" && nonsensitive(aws_elasticache_replication_group.this.auth_token) != null
    error_message = "Redis must ask for TLS and a password."
  }

  assert {
    condition = alltrue([
      for use, encryption in aws_s3_bucket_server_side_encryption_configuration.this :
      one(one(encryption.rule).apply_server_side_encryption_by_default).sse_algorithm == (use == "logs" ? "AES256" : "aws:kms")
    ])
    error_message = "Buckets must be under keys of ours; load balancers write to S3's own alone."
  }

  assert {
    condition     = one(aws_athena_workgroup.archive.configuration).enforce_workgroup_configuration && one(one(one(aws_athena_workgroup.archive.configuration).result_configuration).encryption_configuration).encryption_option == "SSE_KMS"
    error_message = "Answers of queries must be encrypted, whoever asks."
  }
}

run "nothing_is_public" {
  command = plan

  assert {
    condition = alltrue([
      for block in aws_s3_bucket_public_access_block.this :
      block.block_public_acls && block.block_public_policy && block.ignore_public_acls && block.restrict_public_buckets
    ])
    error_message = "No bucket may be public."
  }

  assert {
    condition     = toset(keys(aws_s3_bucket_public_access_block.this)) == toset(keys(aws_s3_bucket.this))
    error_message = "Each bucket must be closed."
  }

  assert {
    condition = alltrue([
      for document in data.aws_iam_policy_document.bucket : anytrue([
        for statement in jsondecode(document.json).Statement :
        statement.Effect == "Deny" && try(statement.Condition.Bool["aws:SecureTransport"], "") == "false" && length(statement.Resource) == 2
      ])
    ])
    error_message = "Each bucket must refuse to speak without TLS."
  }

  assert {
    condition = alltrue(flatten([
      for document in data.aws_iam_policy_document.bucket : [
        for statement in jsondecode(document.json).Statement : can(statement.Principal.Service) && can(statement.Condition.StringEquals["aws:SourceAccount"])
        if statement.Effect == "Allow"
      ]
    ]))
    error_message = "A bucket lets in services of AWS for this account, nobody else by its own policy."
  }

  assert {
    condition     = aws_db_instance.this[0].publicly_accessible == false && aws_db_instance.this[0].vpc_security_group_ids == toset(["sg-database"])
    error_message = "The database must not be reachable from outside."
  }

  assert {
    condition     = one([for parameter in aws_db_parameter_group.this[0].parameter : parameter.value if parameter.name == "rds.force_ssl"]) == "1"
    error_message = "The database must refuse connections without TLS."
  }

  assert {
    condition     = one(aws_s3_bucket_cors_configuration.documents.cors_rule).allowed_origins == toset(["https://fleet.example.com"])
    error_message = "Only the console's pages use signed addresses."
  }
}

run "nothing_is_lost_by_mistake" {
  command = plan

  assert {
    condition     = aws_db_instance.this[0].deletion_protection && !aws_db_instance.this[0].skip_final_snapshot && aws_db_instance.this[0].backup_retention_period == 30 && aws_db_instance.this[0].multi_az
    error_message = "The database must be protected, in two zones, and leave a snapshot."
  }

  assert {
    condition     = alltrue([for use, versioning in aws_s3_bucket_versioning.this : one(versioning.versioning_configuration).status == "Enabled" || use == "queries"])
    error_message = "Buckets must keep versions."
  }

  assert {
    condition     = alltrue([for bucket in aws_s3_bucket.this : !bucket.force_destroy])
    error_message = "A bucket that holds something must refuse to go."
  }

  assert {
    condition = alltrue([
      for lifecycle in aws_s3_bucket_lifecycle_configuration.this :
      one(one(lifecycle.rule).noncurrent_version_expiration).noncurrent_days == 30 && one(one(lifecycle.rule).abort_incomplete_multipart_upload).days_after_initiation == 1
    ])
    error_message = "Old versions go after 30 days, parts of uploads after one."
  }

  assert {
    condition     = one(one(aws_s3_bucket_lifecycle_configuration.this["archive"].rule).transition).storage_class == "GLACIER_IR" && one(one(aws_s3_bucket_lifecycle_configuration.this["archive"].rule).transition).days == 90
    error_message = "The archive goes to a class that an erasure can read at once."
  }

  assert {
    condition     = aws_db_instance.this[0].manage_master_user_password == true && aws_db_instance.this[0].password == null
    error_message = "RDS keeps the password, not the state."
  }

  assert {
    condition     = aws_elasticache_replication_group.this.automatic_failover_enabled && aws_elasticache_replication_group.this.multi_az_enabled
    error_message = "With a replica Redis fails over."
  }
}

run "everything_says_what_it_is" {
  command = plan

  assert {
    condition = alltrue(concat(
      [for bucket in aws_s3_bucket.this : bucket.tags["Name"] == bucket.bucket],
      [aws_kinesis_stream.telemetry.tags["Name"] == "fleetport-test-telemetry", aws_db_instance.this[0].tags["Name"] == "fleetport-test", aws_elasticache_replication_group.this.tags["Name"] == "fleetport-test"],
    ))
    error_message = "What is paid for must be found by its name."
  }
}

run "tables_instead" {
  command = plan

  variables {
    stores   = "dynamodb"
    database = null
  }

  assert {
    condition     = length(aws_db_instance.this) == 0 && toset(output.table_names) == toset(["fleetport-test-stores-telemetry", "fleetport-test-stores-stations", "fleetport-test-stores-tenants"])
    error_message = "Three tables in place of the database."
  }

  assert {
    condition = alltrue([
      for table in aws_dynamodb_table.stores :
      table.deletion_protection_enabled && table.point_in_time_recovery[0].enabled && table.server_side_encryption[0].enabled && table.server_side_encryption[0].kms_key_arn == var.key_arns.stores && table.ttl[0].attribute_name == "expires" && table.billing_mode == "PAY_PER_REQUEST"
    ])
    error_message = "Tables must be protected, recoverable, under the stores' key, and let items go by their time."
  }

  assert {
    condition     = alltrue([for table in aws_dynamodb_table.stores : toset([for index in table.global_secondary_index : "${index.name} ${index.projection_type}"]) == toset(["gsi1 KEYS_ONLY", "gsi2 KEYS_ONLY"])])
    error_message = "The service looks for two indexes that hold keys alone."
  }
}

run "postgres_needs_a_database" {
  command = plan

  variables {
    database = null
  }

  expect_failures = [var.database]
}

run "copies_elsewhere" {
  command = plan

  variables {
    replication = {
      bucket_arns = { archive = "arn:aws:s3:::elsewhere" }
      key_arn     = "arn:aws:kms:eu-west-1:111122223333:key/elsewhere"
    }
  }

  assert {
    condition = alltrue(flatten([
      for statement in jsondecode(data.aws_iam_policy_document.replication[0].json).Statement : concat(
        [for action in flatten([statement.Action]) : !strcontains(action, "*")],
        [for resource in flatten([statement.Resource]) : resource != "*"],
      )
    ]))
    error_message = "The copier's policy must list actions and resources."
  }

  assert {
    condition     = one(one(one(aws_s3_bucket_replication_configuration.this["archive"].rule).destination).encryption_configuration).replica_kms_key_id == "arn:aws:kms:eu-west-1:111122223333:key/elsewhere"
    error_message = "Copies must be under a key there."
  }
}
