locals {
  # Settings of a server that mostly appends and upserts, with their reasons in docs/performance.md; what is not here is left to
  # RDS, which sizes memory by the class.
  parameters = merge({
    "rds.force_ssl" = { value = "1", method = "immediate" }
    # Checkpoints by the clock and not by volume: each one makes pages be logged whole again.
    "max_wal_size"                = { value = "8192", method = "immediate" }
    "min_wal_size"                = { value = "1024", method = "immediate" }
    "checkpoint_timeout"          = { value = "900", method = "immediate" }
    "wal_compression"             = { value = "lz4", method = "immediate" }
    "random_page_cost"            = { value = "1.1", method = "immediate" }
    "log_lock_waits"              = { value = "1", method = "immediate" }
    "log_temp_files"              = { value = "65536", method = "immediate" }
    "log_autovacuum_min_duration" = { value = "10000", method = "immediate" }
    # A session that was forgotten within a transaction holds locks and keeps vacuum away.
    "idle_in_transaction_session_timeout" = { value = "60000", method = "immediate" }
    # Statements in the log, but not what they were given: parameters are positions and names.
    "log_parameter_max_length"          = { value = "0", method = "immediate" }
    "log_parameter_max_length_on_error" = { value = "0", method = "immediate" }
    "log_min_duration_statement"        = { value = tostring(try(var.database.slow_statement_ms, 1000)), method = "immediate" }
    # Partitions by month come and go; small ones are visited sooner than the usual share of rows would.
    "autovacuum_vacuum_scale_factor"  = { value = "0.05", method = "immediate" }
    "autovacuum_analyze_scale_factor" = { value = "0.05", method = "immediate" }
    "shared_preload_libraries"        = { value = "pg_stat_statements", method = "pending-reboot" }
  }, { for name, value in try(var.database.parameters, {}) : name => { value = value, method = "pending-reboot" } })
}

resource "aws_db_subnet_group" "this" {
  count = local.postgres

  name        = var.name
  description = "Subnets without a way to the internet"
  subnet_ids  = var.database_subnet_ids

  tags = {
    Name = var.name
  }
}

resource "aws_db_parameter_group" "this" {
  count = local.postgres

  name_prefix = "${var.name}-"
  family      = "postgres${split(".", var.database.engine_version)[0]}"
  description = "Fleetport's writes: many upserts and appends, few long statements"

  dynamic "parameter" {
    for_each = local.parameters

    content {
      name         = parameter.key
      value        = parameter.value.value
      apply_method = parameter.value.method
    }
  }

  tags = {
    Name = var.name
  }

  lifecycle {
    create_before_destroy = true
  }
}

data "aws_iam_policy_document" "monitoring_assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["monitoring.rds.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.account]
    }
  }
}

resource "aws_iam_role" "monitoring" {
  count = local.postgres

  name               = "${var.name}-database-monitoring"
  assume_role_policy = data.aws_iam_policy_document.monitoring_assume.json

  tags = {
    Name = "${var.name}-database-monitoring"
  }
}

# AWS's own for just this: it writes to the log group RDSOSMetrics and nothing else.
resource "aws_iam_role_policy_attachment" "monitoring" {
  count = local.postgres

  role       = aws_iam_role.monitoring[0].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
}

resource "aws_db_instance" "this" {
  count = local.postgres

  identifier     = var.name
  engine         = "postgres"
  engine_version = var.database.engine_version
  instance_class = var.database.instance_class
  db_name        = "fleetport"
  port           = 5432

  # RDS keeps the password and changes it every seven days; the service reads it again when it is refused.
  username                      = "fleetport"
  manage_master_user_password   = true
  master_user_secret_kms_key_id = var.key_arns.stores

  storage_type          = "gp3"
  allocated_storage     = var.database.storage_gib
  max_allocated_storage = var.database.most_storage_gib
  storage_encrypted     = true
  kms_key_id            = var.key_arns.stores

  multi_az               = var.database.multi_az
  db_subnet_group_name   = aws_db_subnet_group.this[0].name
  vpc_security_group_ids = var.database_security_group_ids
  publicly_accessible    = false
  ca_cert_identifier     = var.database.certificate_authority

  parameter_group_name        = aws_db_parameter_group.this[0].name
  auto_minor_version_upgrade  = var.database.auto_minor_upgrades
  allow_major_version_upgrade = false
  apply_immediately           = var.database.apply_immediately
  maintenance_window          = var.database.maintenance_window

  backup_window             = var.database.backup_window
  backup_retention_period   = var.database.backup_days
  copy_tags_to_snapshot     = true
  delete_automated_backups  = !var.final_snapshot
  deletion_protection       = var.deletion_protection
  skip_final_snapshot       = !var.final_snapshot
  final_snapshot_identifier = var.final_snapshot ? "${var.name}-final" : null

  performance_insights_enabled          = true
  performance_insights_kms_key_id       = var.key_arns.stores
  performance_insights_retention_period = var.database.insights_days
  monitoring_interval                   = var.database.monitoring_seconds
  monitoring_role_arn                   = aws_iam_role.monitoring[0].arn
  enabled_cloudwatch_logs_exports       = ["postgresql", "upgrade"]

  tags = {
    Name = var.name
  }
}

resource "aws_db_instance" "replica" {
  count = local.postgres * try(var.database.read_replicas, 0)

  identifier          = "${var.name}-replica-${count.index + 1}"
  replicate_source_db = aws_db_instance.this[0].identifier
  instance_class      = var.database.instance_class

  storage_type           = "gp3"
  max_allocated_storage  = var.database.most_storage_gib
  storage_encrypted      = true
  kms_key_id             = var.key_arns.stores
  vpc_security_group_ids = var.database_security_group_ids
  publicly_accessible    = false
  ca_cert_identifier     = var.database.certificate_authority
  parameter_group_name   = aws_db_parameter_group.this[0].name

  auto_minor_version_upgrade = var.database.auto_minor_upgrades
  maintenance_window         = var.database.maintenance_window
  copy_tags_to_snapshot      = true
  deletion_protection        = var.deletion_protection
  skip_final_snapshot        = true

  performance_insights_enabled          = true
  performance_insights_kms_key_id       = var.key_arns.stores
  performance_insights_retention_period = var.database.insights_days
  monitoring_interval                   = var.database.monitoring_seconds
  monitoring_role_arn                   = aws_iam_role.monitoring[0].arn

  tags = {
    Name = "${var.name}-replica-${count.index + 1}"
  }
}
