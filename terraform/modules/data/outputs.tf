output "stream" {
  description = "The stream between those that hear and those that store: name and ARN."
  value       = { name = aws_kinesis_stream.telemetry.name, arn = aws_kinesis_stream.telemetry.arn }
}

output "table_prefix" {
  description = "What the stores' tables begin with, as FLEETPORT_DYNAMODB_TABLE_PREFIX."
  value       = local.table_prefix
}

output "table_names" {
  description = "The stores' tables; none with postgres."
  value       = sort([for table in aws_dynamodb_table.stores : table.name])
}

output "table_arns" {
  description = "The stores' tables; none with postgres."
  value       = sort([for table in aws_dynamodb_table.stores : table.arn])
}

output "database" {
  description = "The database: identifier, ARN, host and port, name, and the secret that RDS keeps its login in; null with dynamodb."
  value = local.postgres == 0 ? null : {
    identifier = aws_db_instance.this[0].identifier
    arn        = aws_db_instance.this[0].arn
    host       = aws_db_instance.this[0].address
    port       = aws_db_instance.this[0].port
    name       = aws_db_instance.this[0].db_name
    secret_arn = try(aws_db_instance.this[0].master_user_secret[0].secret_arn, null)
    replicas   = aws_db_instance.replica[*].identifier
  }
}

output "database_subnet_group" {
  description = "The database's subnets, for restores; null with dynamodb."
  value       = one(aws_db_subnet_group.this[*].name)
}

output "cache" {
  description = "Redis: host, port, and its nodes' ids."
  value = {
    host  = aws_elasticache_replication_group.this.primary_endpoint_address
    port  = aws_elasticache_replication_group.this.port
    nodes = [for number in range(var.cache.replicas + 1) : format("%s-%03d", var.name, number + 1)]
  }
}

output "buckets" {
  description = "Buckets by use (archive, documents, backups, console, artifacts, queries, logs): id, ARN, host name."
  value = {
    for use, bucket in aws_s3_bucket.this : use => {
      id                   = bucket.id
      arn                  = local.bucket_arns[use]
      regional_domain_name = bucket.bucket_regional_domain_name
    }
  }
}

output "athena_workgroup" {
  description = "Where to ask the archive."
  value       = aws_athena_workgroup.archive.name
}
