output "ids" {
  description = "The groups' ids by what is in them: nlb, alb, edge, api, live, consumer, jobs, stations, functions, database, cache, endpoints."
  value       = { for name, group in aws_security_group.this : name => group.id }
}
