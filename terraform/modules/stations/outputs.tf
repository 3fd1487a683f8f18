output "queue_arn" {
  description = "With queue: what the stations' function is to be called by."
  value       = one(aws_sqs_queue.intake[*].arn)
}

output "queue_name" {
  description = "With queue: its name, for alarms."
  value       = one(aws_sqs_queue.intake[*].name)
}

output "stream_arn" {
  description = "With stream: what the stations' function is to be called by."
  value       = one(aws_kinesis_stream.intake[*].arn)
}

output "stream_name" {
  description = "With stream: its name, for alarms."
  value       = one(aws_kinesis_stream.intake[*].name)
}

output "dead_letter_queues" {
  description = "Names of the queues that hold what could not be handed on, by what failed: rule, function."
  value       = { for k, q in aws_sqs_queue.dead : k => q.name }
}

output "function_dead_letter_queue_arn" {
  description = "Where the function's event source mapping sends what failed for good, with stream. With queue the queue's own redrive does it."
  value       = try(aws_sqs_queue.dead["function"].arn, null)
}

output "topic_rule_name" {
  description = "Name of the topic rule, for alarms; null without a sink."
  value       = one(aws_iot_topic_rule.stations[*].name)
}

output "station_policy_name" {
  description = "Policy to attach to a station's certificate that was not made by an authority of ours."
  value       = aws_iot_policy.station.name
}

output "service_policy_name" {
  description = "Policy to attach to the certificate by which Fleetport itself speaks to the broker (FLEETPORT_STATIONS_CERTIFICATE)."
  value       = aws_iot_policy.service.name
}

output "thing_type_name" {
  description = "Type of a station's thing."
  value       = aws_iot_thing_type.station.name
}

output "domain_name" {
  description = "The host name that stations are told, when it is one of our own."
  value       = one(aws_iot_domain_configuration.stations[*].domain_name)
}
