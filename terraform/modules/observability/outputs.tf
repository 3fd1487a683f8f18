output "topic_arn" {
  description = "Topic of alarms in the home region."
  value       = aws_sns_topic.alarms.arn
}

output "global_topic_arn" {
  description = "Topic of alarms in us-east-1."
  value       = aws_sns_topic.global_alarms.arn
}

output "log_groups" {
  description = "Log groups made here, by their short names: name and ARN."
  value       = { for k, g in aws_cloudwatch_log_group.this : k => { name = g.name, arn = g.arn } }
}

output "runbooks" {
  description = "Runbook page of each alarm and of the budget, from the repository's root."
  value       = local.runbooks
}

output "alarm_names" {
  description = "All alarms of both regions."
  value       = sort(concat([for a in aws_cloudwatch_metric_alarm.home : a.alarm_name], [for a in aws_cloudwatch_metric_alarm.global : a.alarm_name]))
}

output "dashboards" {
  description = "Names of the dashboards by audience."
  value       = { for k, d in aws_cloudwatch_dashboard.this : k => d.dashboard_name }
}
