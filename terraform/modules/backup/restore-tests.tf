locals {
  trials = var.restore_tests ? merge(
    length(var.databases) == 0 ? {} : {
      database = {
        type = "RDS"
        arns = var.databases
        # In our own subnets, without an address of its own, in one zone: it lives for a day.
        overrides = { dbSubnetGroupName = var.database_subnet_group, publiclyAccessible = "false", multiAz = "false" }
      }
    },
    length(var.tables) == 0 ? {} : {
      tables = { type = "DynamoDB", arns = var.tables, overrides = {} }
    },
  ) : {}
}

resource "aws_backup_restore_testing_plan" "this" {
  count = length(local.trials) > 0 ? 1 : 0

  # Names of these have no hyphens.
  name                = replace(var.name, "-", "_")
  schedule_expression = "cron(0 5 1 * ? *)"
  start_window_hours  = 8

  recovery_point_selection {
    algorithm             = "LATEST_WITHIN_WINDOW"
    include_vaults        = [aws_backup_vault.this.arn]
    recovery_point_types  = ["SNAPSHOT"]
    selection_window_days = 7
  }

  tags = { Name = var.name }
}

resource "aws_backup_restore_testing_selection" "this" {
  for_each = local.trials

  name                       = "${replace(var.name, "-", "_")}_${each.key}"
  restore_testing_plan_name  = aws_backup_restore_testing_plan.this[0].name
  protected_resource_type    = each.value.type
  protected_resource_arns    = each.value.arns
  iam_role_arn               = aws_iam_role.backup.arn
  restore_metadata_overrides = each.value.overrides
  validation_window_hours    = 4
}
