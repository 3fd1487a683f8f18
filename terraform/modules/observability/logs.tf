resource "aws_cloudwatch_log_group" "this" {
  for_each = var.log_groups

  name              = each.value.name
  retention_in_days = each.value.retention_days
  kms_key_id        = var.key_arn

  tags = { Name = each.value.name }
}

locals {
  log_namespace = "${var.name}/log"
}

# What the verification of the audit logs prints for each of them: docs/audit.md.
locals {
  audit_lines = {
    broken = "\"broken at entry\""
    whole  = "?\"entries, whole; head\" ?\"no audit logs yet\""
  }
}

resource "aws_cloudwatch_log_metric_filter" "audit" {
  for_each = var.audit_log == null ? {} : local.audit_lines

  name           = "${var.name}-audit-${each.key}"
  log_group_name = var.audit_log
  pattern        = each.value

  metric_transformation {
    namespace = local.log_namespace
    name      = "audit-${each.key}"
    value     = "1"
    unit      = "Count"
  }

  depends_on = [aws_cloudwatch_log_group.this]
}

# Lines are JSON with a member level (bootstrap's logback.xml).
resource "aws_cloudwatch_log_metric_filter" "errors" {
  for_each = var.error_logs

  name           = "${var.name}-${each.key}-errors"
  log_group_name = each.value
  pattern        = "{ $.level = \"ERROR\" }"

  metric_transformation {
    namespace     = local.log_namespace
    name          = "errors-${each.key}"
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }

  depends_on = [aws_cloudwatch_log_group.this]
}
