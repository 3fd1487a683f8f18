locals {
  described = {
    home = merge(
      local.stream_alarms, local.queue_alarms, local.vehicle_alarms, local.station_alarms, local.http_api_alarms, local.web_alarms,
      local.function_alarms, local.service_alarms, local.database_alarms, local.table_alarms, local.cache_alarms, local.backup_alarms,
      local.nat_alarms, local.bus_alarms, local.certificate_alarms, local.application_alarms,
    )
    global = local.global_alarm_list
  }

  # All with the same members, so that one resource can make any of them.
  alarms = { for place, list in local.described : place => {
    for k, a in list : k => {
      runbook    = "docs/runbooks/${a.runbook}.md"
      text       = a.text
      namespace  = try(a.namespace, null)
      metric     = try(a.metric, null)
      dimensions = try(a.dimensions, null)
      # A percentile is another argument than a statistic.
      statistic  = try(startswith(a.stat, "p") ? null : a.stat, null)
      percentile = try(startswith(a.stat, "p") ? a.stat : null, null)
      period     = a.period
      of         = a.of
      least      = a.least
      comparison = a.comparison
      threshold  = a.threshold
      silence    = try(a.silence, "notBreaching")
      rates      = try([a.rate], [])
      queries    = try([a.expression], [])
    }
  } }

  runbooks = merge(
    { for k, a in local.alarms.home : k => a.runbook },
    { for k, a in local.alarms.global : "${k}-global" => a.runbook },
    { for b in var.budget[*] : "budget" => "docs/runbooks/budget.md" },
  )
}

resource "aws_cloudwatch_metric_alarm" "home" {
  for_each = local.alarms.home

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "${each.value.text} What to do: ${var.runbook_base_url}${each.value.runbook}"
  comparison_operator = each.value.comparison
  threshold           = each.value.threshold
  evaluation_periods  = each.value.of
  datapoints_to_alarm = each.value.least
  treat_missing_data  = each.value.silence

  namespace          = each.value.namespace
  metric_name        = each.value.metric
  dimensions         = each.value.dimensions
  statistic          = each.value.statistic
  extended_statistic = each.value.percentile
  period             = each.value.metric == null ? null : each.value.period

  # A percentile of three requests says nothing.
  evaluate_low_sample_count_percentiles = each.value.percentile == null ? null : "ignore"

  dynamic "metric_query" {
    for_each = each.value.queries

    content {
      id          = "q"
      expression  = metric_query.value
      period      = each.value.period
      return_data = true
    }
  }

  dynamic "metric_query" {
    for_each = each.value.rates

    content {
      id          = "percent"
      label       = each.value.text
      expression  = "IF(whole >= ${metric_query.value.least_whole}, 100 * part / whole, 0)"
      return_data = true
    }
  }

  dynamic "metric_query" {
    for_each = flatten([for r in each.value.rates : [merge(r, { id = "part", name = r.part }), merge(r, { id = "whole", name = r.whole })]])

    content {
      id          = metric_query.value.id
      return_data = false

      metric {
        namespace   = metric_query.value.namespace
        metric_name = metric_query.value.name
        dimensions  = metric_query.value.dimensions
        period      = each.value.period
        stat        = "Sum"
      }
    }
  }

  alarm_actions = [aws_sns_topic.alarms.arn]
  ok_actions    = [aws_sns_topic.alarms.arn]

  tags = { Name = "${var.name}-${each.key}" }
}

resource "aws_cloudwatch_metric_alarm" "global" {
  for_each = local.alarms.global

  region              = "us-east-1"
  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "${each.value.text} What to do: ${var.runbook_base_url}${each.value.runbook}"
  comparison_operator = each.value.comparison
  threshold           = each.value.threshold
  evaluation_periods  = each.value.of
  datapoints_to_alarm = each.value.least
  treat_missing_data  = each.value.silence

  namespace   = each.value.namespace
  metric_name = each.value.metric
  dimensions  = each.value.dimensions
  statistic   = each.value.statistic
  period      = each.value.period

  alarm_actions = [aws_sns_topic.global_alarms.arn]
  ok_actions    = [aws_sns_topic.global_alarms.arn]

  tags = { Name = "${var.name}-${each.key}" }
}
