output "vault_name" {
  description = "Name of the vault, for alarms and restores."
  value       = aws_backup_vault.this.name
}

output "vault_arn" {
  description = "ARN of the vault, for copies from elsewhere."
  value       = aws_backup_vault.this.arn
}

output "plan_id" {
  description = "The plan."
  value       = aws_backup_plan.this.id
}

output "role_arn" {
  description = "The role to restore with."
  value       = aws_iam_role.backup.arn
}
