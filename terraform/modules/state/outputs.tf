output "bucket" {
  description = "The bucket's name, for the backend."
  value       = aws_s3_bucket.state.bucket
}

output "key_arn" {
  description = "The key that the state is encrypted under."
  value       = aws_kms_key.state.arn
}

output "lock_table" {
  description = "The lock table's name; null without one."
  value       = one(aws_dynamodb_table.locks[*].name)
}
