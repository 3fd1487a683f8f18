output "cluster_name" {
  description = "The cluster."
  value       = aws_ecs_cluster.this.name
}

output "cluster_arn" {
  description = "The cluster's ARN."
  value       = aws_ecs_cluster.this.arn
}

output "repository_url" {
  description = "Where the image is pushed to."
  value       = aws_ecr_repository.this.repository_url
}

output "services" {
  description = "What runs, by role: cluster, service and least number of tasks."
  value = {
    for role, service in aws_ecs_service.this : role => {
      cluster     = aws_ecs_cluster.this.name
      service     = service.name
      least_tasks = local.services[role].least
    }
  }
}

output "task_definition_arns" {
  description = "By role."
  value       = { for role, task in aws_ecs_task_definition.this : role => task.arn }
}

output "log_groups" {
  description = "Log groups by role."
  value       = { for role, group in aws_cloudwatch_log_group.service : role => group.name }
}
