locals {
  table_prefix = "${var.name}-stores-"
  tables       = var.stores == "dynamodb" ? toset(["telemetry", "stations", "tenants"]) : toset([])
}

# As the service looks for them when it starts: keys, both indexes, time to live, recovery to any second.
resource "aws_dynamodb_table" "stores" {
  for_each = local.tables

  name                        = "${local.table_prefix}${each.key}"
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "pk"
  range_key                   = "sk"
  deletion_protection_enabled = var.deletion_protection

  dynamic "attribute" {
    for_each = ["pk", "sk", "gsi1pk", "gsi1sk", "gsi2pk", "gsi2sk"]

    content {
      name = attribute.value
      type = "S"
    }
  }

  dynamic "global_secondary_index" {
    for_each = ["gsi1", "gsi2"]

    content {
      name            = global_secondary_index.value
      hash_key        = "${global_secondary_index.value}pk"
      range_key       = "${global_secondary_index.value}sk"
      projection_type = "KEYS_ONLY"
    }
  }

  ttl {
    attribute_name = "expires"
    enabled        = true
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = var.key_arns.stores
  }

  tags = {
    Name = "${local.table_prefix}${each.key}"
  }
}
