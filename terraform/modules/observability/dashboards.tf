# A dashboard for each audience, of widgets three in a row: title, statistic, metrics.
locals {
  region = data.aws_region.current.region

  operator_widgets = concat(
    [for k, s in var.streams : { title = "Age of what is read: ${k}", stat = "Maximum", metrics = [["AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", "StreamName", s]] }],
    [for k, s in var.streams : { title = "Not taken, not given: ${k}", stat = "Sum", metrics = [
      ["AWS/Kinesis", "WriteProvisionedThroughputExceeded", "StreamName", s],
      ["AWS/Kinesis", "ReadProvisionedThroughputExceeded", "StreamName", s],
    ] }],
    [for x in length(var.services) > 0 ? [1] : [] : { title = "Processors of tasks", stat = "Average", metrics = [
      for k, s in var.services : ["AWS/ECS", "CPUUtilization", "ClusterName", s.cluster, "ServiceName", s.service]
    ] }],
    [for x in length(var.services) > 0 ? [1] : [] : { title = "Memory of tasks", stat = "Maximum", metrics = [
      for k, s in var.services : ["AWS/ECS", "MemoryUtilization", "ClusterName", s.cluster, "ServiceName", s.service]
    ] }],
    [for x in length(var.services) > 0 ? [1] : [] : { title = "Tasks", stat = "Minimum", metrics = [
      for k, s in var.services : ["ECS/ContainerInsights", "RunningTaskCount", "ClusterName", s.cluster, "ServiceName", s.service]
    ] }],
    [for x in var.vehicles_load_balancer[*] : { title = "Vehicles' connections", stat = "Maximum", metrics = [
      ["AWS/NetworkELB", "ActiveFlowCount", "LoadBalancer", x.load_balancer],
      ["AWS/NetworkELB", "HealthyHostCount", "TargetGroup", x.target_group, "LoadBalancer", x.load_balancer],
    ] }],
    [for d in var.database[*] : { title = "Database: processors", stat = "Average", metrics = [["AWS/RDS", "CPUUtilization", "DBInstanceIdentifier", d.identifier]] }],
    [for d in var.database[*] : { title = "Database: connections", stat = "Maximum", metrics = [["AWS/RDS", "DatabaseConnections", "DBInstanceIdentifier", d.identifier]] }],
    [for d in var.database[*] : { title = "Database: latency", stat = "Average", metrics = [
      ["AWS/RDS", "WriteLatency", "DBInstanceIdentifier", d.identifier],
      ["AWS/RDS", "ReadLatency", "DBInstanceIdentifier", d.identifier],
    ] }],
    [for x in length(var.tables) > 0 ? [1] : [] : { title = "Tables: throttled", stat = "Sum", metrics = concat(
      [for t in var.tables : ["AWS/DynamoDB", "WriteThrottleEvents", "TableName", t]],
      [for t in var.tables : ["AWS/DynamoDB", "ReadThrottleEvents", "TableName", t]],
    ) }],
    [for x in length(var.cache) > 0 ? [1] : [] : { title = "Redis", stat = "Maximum", metrics = concat(
      [for k, id in var.cache : ["AWS/ElastiCache", "DatabaseMemoryUsagePercentage", "CacheClusterId", id]],
      [for k, id in var.cache : ["AWS/ElastiCache", "EngineCPUUtilization", "CacheClusterId", id]],
    ) }],
    [for x in length(var.dead_letter_queues) > 0 ? [1] : [] : { title = "Dead letters", stat = "Maximum", metrics = [
      for k, q in var.dead_letter_queues : ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", q]
    ] }],
    [for x in length(var.error_logs) > 0 ? [1] : [] : { title = "Errors in logs", stat = "Sum", metrics = [
      for k, g in var.error_logs : [local.log_namespace, "errors-${k}"]
    ] }],
  )

  # What a tenant calls about: does it answer, how fast, are vehicles and stations there, do events leave.
  support_widgets = concat(
    [for x in var.http_api[*] : { title = "Answers", stat = "Sum", metrics = [
      ["AWS/ApiGateway", "Count", "ApiId", x.id], ["AWS/ApiGateway", "4xx", "ApiId", x.id], ["AWS/ApiGateway", "5xx", "ApiId", x.id],
    ] }],
    [for x in var.http_api[*] : { title = "Time of answers, p99", stat = "p99", metrics = [["AWS/ApiGateway", "Latency", "ApiId", x.id]] }],
    [for k, d in local.web_targets : { title = "Answers of ${k}", stat = "Sum", metrics = [
      ["AWS/ApplicationELB", "RequestCount", "TargetGroup", d.TargetGroup, "LoadBalancer", d.LoadBalancer],
      ["AWS/ApplicationELB", "HTTPCode_Target_4XX_Count", "TargetGroup", d.TargetGroup, "LoadBalancer", d.LoadBalancer],
      ["AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "TargetGroup", d.TargetGroup, "LoadBalancer", d.LoadBalancer],
    ] }],
    [for x in var.vehicles_load_balancer[*] : { title = "Vehicles connected", stat = "Maximum", metrics = [["AWS/NetworkELB", "ActiveFlowCount", "LoadBalancer", x.load_balancer]] }],
    [for x in var.station_broker ? [1] : [] : { title = "Stations: messages, connections, refusals", stat = "Sum", metrics = [
      ["AWS/IoT", "PublishIn.Success", "Protocol", "MQTT"], ["AWS/IoT", "Connect.Success", "Protocol", "MQTT"], ["AWS/IoT", "Connect.AuthError", "Protocol", "MQTT"],
    ] }],
    [for b in var.event_bus[*] : { title = "Events delivered", stat = "Sum", metrics = [
      for k, rule in b.rules : ["AWS/Events", "Invocations", "EventBusName", b.name, "RuleName", rule]
    ] } if length(b.rules) > 0],
    [for n in var.application_namespace[*] : { title = "Messages taken, and what became of them", stat = "Sum", metrics = [
      [{ expression = "SELECT SUM(\"fleetport.intake.deliveries\") FROM \"${n}\" GROUP BY outcome", id = "deliveries" }],
    ] }],
    [for n in var.application_namespace[*] : { title = "Dead letters by reason", stat = "Sum", metrics = [
      [{ expression = "SELECT SUM(\"fleetport.intake.dead.letters\") FROM \"${n}\" GROUP BY reason", id = "letters" }],
    ] }],
    [for n in var.application_namespace[*] : { title = "Webhooks and bus: age of what waits, s", stat = "Maximum", metrics = [
      [{ expression = "SELECT MAX(\"fleetport.webhooks.lag\") FROM \"${n}\"", id = "webhooks", label = "webhooks" }],
      [{ expression = "SELECT MAX(\"fleetport.events.lag\") FROM \"${n}\"", id = "events", label = "bus" }],
    ] }],
  )

  # What the bill is made of, in the units it is made of.
  cost_widgets = concat(
    [{ title = "Charges of the month so far, $ (account)", stat = "Maximum", region = "us-east-1", metrics = [["AWS/Billing", "EstimatedCharges", "Currency", "USD"]] }],
    [for k, s in var.streams : { title = "Stream ${k}: bytes and records", stat = "Sum", metrics = [
      ["AWS/Kinesis", "IncomingBytes", "StreamName", s], ["AWS/Kinesis", "IncomingRecords", "StreamName", s],
    ] }],
    [for x in length(var.tables) > 0 ? [1] : [] : { title = "Tables: write units", stat = "Sum", metrics = [for t in var.tables : ["AWS/DynamoDB", "ConsumedWriteCapacityUnits", "TableName", t]] }],
    [for x in length(var.tables) > 0 ? [1] : [] : { title = "Tables: read units", stat = "Sum", metrics = [for t in var.tables : ["AWS/DynamoDB", "ConsumedReadCapacityUnits", "TableName", t]] }],
    [for x in length(var.functions) > 0 ? [1] : [] : { title = "Functions: calls", stat = "Sum", metrics = [for k, f in var.functions : ["AWS/Lambda", "Invocations", "FunctionName", f.name]] }],
    [for x in length(var.functions) > 0 ? [1] : [] : { title = "Functions: time, ms", stat = "Sum", metrics = [for k, f in var.functions : ["AWS/Lambda", "Duration", "FunctionName", f.name]] }],
    [for x in length(var.nat_gateways) > 0 ? [1] : [] : { title = "Bytes through NAT", stat = "Sum", metrics = [
      for zone, id in var.nat_gateways : ["AWS/NATGateway", "BytesOutToDestination", "NatGatewayId", id]
    ] }],
    [for x in length(var.error_logs) > 0 ? [1] : [] : { title = "Logs written, bytes", stat = "Sum", metrics = [for k, g in var.error_logs : ["AWS/Logs", "IncomingBytes", "LogGroupName", g]] }],
    [for d in var.distribution[*] : { title = "CloudFront: bytes, requests", stat = "Sum", region = "us-east-1", metrics = [
      ["AWS/CloudFront", "BytesDownloaded", "DistributionId", d.id, "Region", "Global"],
      ["AWS/CloudFront", "Requests", "DistributionId", d.id, "Region", "Global"],
    ] }],
    [for x in length(var.buckets) > 0 ? [1] : [] : { title = "Buckets: bytes", stat = "Average", period = 86400, metrics = [
      for k, b in var.buckets : ["AWS/S3", "BucketSizeBytes", "BucketName", b, "StorageType", "StandardStorage"]
    ] }],
  )

  dashboards = { operator = local.operator_widgets, support = local.support_widgets, cost = local.cost_widgets }
}

resource "aws_cloudwatch_dashboard" "this" {
  for_each = local.dashboards

  dashboard_name = "${var.name}-${each.key}"

  dashboard_body = jsonencode({ widgets = [for i, w in each.value : {
    type   = "metric"
    x      = i % 3 * 8
    y      = floor(i / 3) * 6
    width  = 8
    height = 6
    properties = {
      title   = w.title
      region  = try(w.region, local.region)
      view    = "timeSeries"
      stat    = w.stat
      period  = try(w.period, 60)
      metrics = w.metrics
    }
  }] })
}
