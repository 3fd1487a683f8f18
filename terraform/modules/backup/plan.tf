locals {
  kept = concat(var.databases, var.tables, var.buckets)
}

resource "aws_backup_plan" "this" {
  name = var.name

  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.this.name
    schedule          = var.daily_at
    start_window      = 60
    completion_window = 480

    lifecycle {
      delete_after = var.daily_days
    }

    dynamic "copy_action" {
      for_each = var.copy[*]

      content {
        destination_vault_arn = copy_action.value.vault_arn

        lifecycle {
          delete_after = copy_action.value.days
        }
      }
    }
  }

  tags = { Name = var.name }
}

# By ARN and not by tag: a tag that somebody forgets is a backup that nobody has.
resource "aws_backup_selection" "this" {
  name         = var.name
  plan_id      = aws_backup_plan.this.id
  iam_role_arn = aws_iam_role.backup.arn
  resources    = local.kept

  lifecycle {
    precondition {
      condition     = length(local.kept) > 0
      error_message = "Name at least one database, table or bucket: a plan without any keeps nothing and says nothing."
    }
  }
}
