output "arns" {
  description = "The secrets' ARNs: vin-index, webhooks, redis, vehicles-tls, stations-identity."
  value       = { for name, secret in aws_secretsmanager_secret.this : name => secret.arn }
}

output "redis_password" {
  description = "For ElastiCache alone."
  value       = random_password.redis.result
  sensitive   = true
}
