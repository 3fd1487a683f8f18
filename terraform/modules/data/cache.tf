resource "aws_elasticache_subnet_group" "this" {
  name        = var.name
  description = "Subnets of Redis"
  subnet_ids  = var.cache_subnet_ids

  tags = {
    Name = var.name
  }
}

resource "aws_elasticache_parameter_group" "this" {
  name        = "${var.name}-live"
  family      = "valkey8"
  description = "Live events: what does not fit is refused and told, never thrown out unseen"

  parameter {
    name  = "maxmemory-policy"
    value = "noeviction"
  }

  tags = {
    Name = "${var.name}-live"
  }
}

resource "aws_elasticache_replication_group" "this" {
  replication_group_id = var.name
  description          = "Live events and shared limits"

  # Speaks as Redis does, and costs a fifth less. Cluster mode off: the client speaks to one primary.
  engine               = "valkey"
  engine_version       = "8.0"
  node_type            = var.cache.node_type
  num_cache_clusters   = var.cache.replicas + 1
  parameter_group_name = aws_elasticache_parameter_group.this.name
  port                 = 6379

  automatic_failover_enabled = var.cache.replicas > 0
  multi_az_enabled           = var.cache.replicas > 0
  subnet_group_name          = aws_elasticache_subnet_group.this.name
  security_group_ids         = var.cache_security_group_ids

  at_rest_encryption_enabled = true
  kms_key_id                 = var.key_arns.cache
  transit_encryption_enabled = true
  transit_encryption_mode    = "required"
  auth_token                 = var.cache_password
  auth_token_update_strategy = "ROTATE"

  # What is in it is over in seconds, or told again by the stores: nothing to restore.
  snapshot_retention_limit   = 0
  auto_minor_version_upgrade = true
  maintenance_window         = "sun:02:30-sun:03:30"

  tags = {
    Name = var.name
  }
}
