resource "aws_backup_vault" "this" {
  name          = var.name
  kms_key_arn   = var.key_arn
  force_destroy = var.force_destroy

  tags = { Name = var.name }
}

# What makes a copy safe from whoever has stolen an administrator's rights.
resource "aws_backup_vault_lock_configuration" "this" {
  count = var.lock == null ? 0 : 1

  backup_vault_name   = aws_backup_vault.this.name
  changeable_for_days = var.lock.changeable_for_days
  min_retention_days  = 7
  max_retention_days  = var.daily_days
}
