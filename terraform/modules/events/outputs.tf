# The name and not the bus: tasks are given it, and the bus' queue of dead letters is made with the tasks'.
output "bus_name" {
  description = "FLEETPORT_EVENTS_BUS_NAME."
  value       = local.bus_name
}

output "bus_arn" {
  description = "What the role with jobs needs events:PutEvents and events:DescribeEventBus on."
  value       = aws_cloudwatch_event_bus.fleet.arn
}

output "registry_name" {
  description = "Registry of the events' schemas."
  value       = aws_schemas_registry.fleet.name
}

output "rule_names" {
  description = "Rules by subscriber, for alarms."
  value       = { for k, r in aws_cloudwatch_event_rule.subscriber : k => r.name }
}

output "queues" {
  description = "Names of the subscribers' queues, for alarms."
  value       = { for k, q in aws_sqs_queue.subscriber : k => q.name }
}

output "queue_arns" {
  description = "ARNs of the subscribers' queues, for those who read them."
  value       = { for k, q in aws_sqs_queue.subscriber : k => q.arn }
}

output "dead_letter_queues" {
  description = "Names of the queues for what could not be delivered, by subscriber, and tasks for what did not start."
  value       = { for k, q in aws_sqs_queue.dead : k => q.name }
}

output "schedule_group_name" {
  description = "Group of the schedules, for alarms; null without tasks."
  value       = one(aws_scheduler_schedule_group.tasks[*].name)
}
