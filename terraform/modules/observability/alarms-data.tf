locals {
  gib = 1024 * 1024 * 1024

  database_alarms = merge(
    { for d in var.database[*] : "database-cpu" => {
      runbook   = "database-cpu", text = "The database uses more than 80 % of its processors."
      namespace = "AWS/RDS", metric = "CPUUtilization", dimensions = { DBInstanceIdentifier = d.identifier }
      stat      = "Average", period = 60, of = 10, least = 10, comparison = "GreaterThanThreshold", threshold = 80
    } },
    { for d in var.database[*] : "database-storage" => {
      runbook   = "database-storage", text = "Less than 10 % of the database's ${d.storage_gib} GiB is free."
      namespace = "AWS/RDS", metric = "FreeStorageSpace", dimensions = { DBInstanceIdentifier = d.identifier }
      stat      = "Minimum", period = 300, of = 2, least = 2, comparison = "LessThanThreshold", threshold = d.storage_gib * local.gib / 10, silence = "breaching"
    } },
    { for d in var.database[*] : "database-memory" => {
      runbook   = "database-memory", text = "Less than 10 % of the database's ${d.memory_gib} GiB of memory can be had."
      namespace = "AWS/RDS", metric = "FreeableMemory", dimensions = { DBInstanceIdentifier = d.identifier }
      stat      = "Minimum", period = 60, of = 15, least = 15, comparison = "LessThanThreshold", threshold = d.memory_gib * local.gib / 10
    } },
    { for d in var.database[*] : "database-connections" => {
      runbook   = "database-connections", text = "More than 80 % of the database's ${d.most_connections} connections are in use."
      namespace = "AWS/RDS", metric = "DatabaseConnections", dimensions = { DBInstanceIdentifier = d.identifier }
      stat      = "Maximum", period = 60, of = 5, least = 5, comparison = "GreaterThanThreshold", threshold = floor(d.most_connections * 0.8)
    } },
    { for r in try(var.database.replicas, []) : "database-replica-${r}" => {
      runbook   = "database-replica", text = "The replica ${r} is more than a minute behind."
      namespace = "AWS/RDS", metric = "ReplicaLag", dimensions = { DBInstanceIdentifier = r }
      stat      = "Maximum", period = 60, of = 5, least = 5, comparison = "GreaterThanThreshold", threshold = 60, silence = "breaching"
    } },
  )

  table_alarms = merge(
    { for t in var.tables : "table-write-throttled-${t}" => {
      runbook   = "table-throttled", text = "Writes to the table ${t} are throttled."
      namespace = "AWS/DynamoDB", metric = "WriteThrottleEvents", dimensions = { TableName = t }
      stat      = "Sum", period = 60, of = 5, least = 3, comparison = "GreaterThanThreshold", threshold = 0
    } },
    { for t in var.tables : "table-read-throttled-${t}" => {
      runbook   = "table-throttled", text = "Reads of the table ${t} are throttled."
      namespace = "AWS/DynamoDB", metric = "ReadThrottleEvents", dimensions = { TableName = t }
      stat      = "Sum", period = 60, of = 5, least = 3, comparison = "GreaterThanThreshold", threshold = 0
    } },
  )

  cache_alarms = merge(
    { for k, id in var.cache : "cache-memory-${k}" => {
      runbook   = "cache-memory", text = "Redis node ${id} uses more than 80 % of its memory."
      namespace = "AWS/ElastiCache", metric = "DatabaseMemoryUsagePercentage", dimensions = { CacheClusterId = id }
      stat      = "Maximum", period = 60, of = 10, least = 10, comparison = "GreaterThanThreshold", threshold = 80, silence = "breaching"
    } },
    { for k, id in var.cache : "cache-cpu-${k}" => {
      runbook   = "cache-cpu", text = "Redis node ${id}, which works on one thread, uses more than 80 % of it."
      namespace = "AWS/ElastiCache", metric = "EngineCPUUtilization", dimensions = { CacheClusterId = id }
      stat      = "Maximum", period = 60, of = 10, least = 10, comparison = "GreaterThanThreshold", threshold = 80
    } },
  )

  backup_alarms = merge(
    { for v in var.backup_vault[*] : "backup-failed" => {
      runbook   = "backup-failed", text = "A backup into the vault ${v} failed."
      namespace = "AWS/Backup", metric = "NumberOfBackupJobsFailed", dimensions = { BackupVaultName = v }
      stat      = "Sum", period = 3600, of = 1, least = 1, comparison = "GreaterThanThreshold", threshold = 0
    } },
    { for v in var.backup_vault[*] : "backup-missing" => {
      runbook   = "backup-failed", text = "No backup came into the vault ${v} for a day."
      namespace = "AWS/Backup", metric = "NumberOfBackupJobsCompleted", dimensions = { BackupVaultName = v }
      stat      = "Sum", period = 86400, of = 1, least = 1, comparison = "LessThanThreshold", threshold = 1, silence = "breaching"
    } },
  )
}
