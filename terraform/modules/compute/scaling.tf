locals {
  scaled = { for role, service in local.services : role => service if service.most > service.least }
  by_age = { for role, service in local.scaled : role => service if service.age != null }
}

resource "aws_appautoscaling_target" "this" {
  for_each = local.scaled

  service_namespace  = "ecs"
  scalable_dimension = "ecs:service:DesiredCount"
  resource_id        = "service/${aws_ecs_cluster.this.name}/${aws_ecs_service.this[each.key].name}"
  min_capacity       = each.value.least
  max_capacity       = each.value.most

  tags = {
    Name = "${var.name}-${each.key}"
  }
}

resource "aws_appautoscaling_policy" "cpu" {
  for_each = local.scaled

  name               = "${var.name}-${each.key}-cpu"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this[each.key].service_namespace
  scalable_dimension = aws_appautoscaling_target.this[each.key].scalable_dimension
  resource_id        = aws_appautoscaling_target.this[each.key].resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = each.value.cpu_percent
    scale_out_cooldown = 60
    scale_in_cooldown  = 300

    predefined_metric_specification {
      predefined_metric_type = "ECSServiceAverageCPUUtilization"
    }
  }
}

# Connections cost memory long before they cost processor time. The balancer counts all of them, so they are shared out over
# the tasks that run.
resource "aws_appautoscaling_policy" "connections" {
  for_each = { for role, service in local.scaled : role => service if service.connections != null }

  name               = "${var.name}-${each.key}-connections"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.this[each.key].service_namespace
  scalable_dimension = aws_appautoscaling_target.this[each.key].scalable_dimension
  resource_id        = aws_appautoscaling_target.this[each.key].resource_id

  target_tracking_scaling_policy_configuration {
    target_value       = each.value.connections.of_each
    scale_out_cooldown = 60
    scale_in_cooldown  = 900

    customized_metric_specification {
      metrics {
        id          = "each"
        label       = "Connections of each task"
        expression  = "connections / tasks"
        return_data = true
      }

      metrics {
        id          = "connections"
        return_data = false

        metric_stat {
          stat = "Average"

          metric {
            namespace   = each.value.connections.namespace
            metric_name = each.value.connections.metric

            dynamic "dimensions" {
              for_each = each.value.connections.dimensions

              content {
                name  = dimensions.key
                value = dimensions.value
              }
            }
          }
        }
      }

      metrics {
        id          = "tasks"
        return_data = false

        metric_stat {
          stat = "Average"

          metric {
            namespace   = "ECS/ContainerInsights"
            metric_name = "RunningTaskCount"

            dimensions {
              name  = "ClusterName"
              value = aws_ecs_cluster.this.name
            }

            dimensions {
              name  = "ServiceName"
              value = aws_ecs_service.this[each.key].name
            }
          }
        }
      }
    }
  }
}

# How old the oldest unread record is says that there are too few consumers, not how many too few: one more at a time.
resource "aws_appautoscaling_policy" "age" {
  for_each = local.by_age

  name               = "${var.name}-${each.key}-age"
  policy_type        = "StepScaling"
  service_namespace  = aws_appautoscaling_target.this[each.key].service_namespace
  scalable_dimension = aws_appautoscaling_target.this[each.key].scalable_dimension
  resource_id        = aws_appautoscaling_target.this[each.key].resource_id

  step_scaling_policy_configuration {
    adjustment_type         = "ChangeInCapacity"
    metric_aggregation_type = "Maximum"
    # Leases move when a consumer joins, which takes as long.
    cooldown = 180

    step_adjustment {
      metric_interval_lower_bound = 0
      scaling_adjustment          = 1
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "age" {
  for_each = local.by_age

  alarm_name          = "${var.name}-${each.key}-scale-out"
  alarm_description   = "Adds a task while records wait to be read. Nobody is called for it."
  namespace           = "AWS/Kinesis"
  metric_name         = "GetRecords.IteratorAgeMilliseconds"
  dimensions          = { StreamName = each.value.age.stream }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 2
  threshold           = each.value.age.seconds * 1000
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_appautoscaling_policy.age[each.key].arn]

  tags = {
    Name = "${var.name}-${each.key}-scale-out"
  }
}
