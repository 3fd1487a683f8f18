output "arns" {
  description = "The keys' ARNs by purpose."
  value       = { for purpose, key in aws_kms_key.this : purpose => key.arn }
}

output "aliases" {
  description = "The names of the keys' aliases by purpose."
  value       = { for purpose, alias in aws_kms_alias.this : purpose => alias.name }
}
