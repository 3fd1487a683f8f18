locals {
  http_api_alarms = merge(
    { for x in var.http_api[*] : "api-errors" => {
      runbook = "api-errors", text = "More than 1 % of the API's answers are 5XX."
      rate = {
        namespace = "AWS/ApiGateway", dimensions = { ApiId = x.id }, part = "5xx", whole = "Count", least_whole = 20
      }
      period = 60, of = 5, least = 3, comparison = "GreaterThanThreshold", threshold = 1
    } },
    { for x in var.http_api[*] : "api-latency" => {
      runbook   = "api-latency", text = "One of a hundred answers of the API takes longer than ${var.api_latency_seconds} s."
      namespace = "AWS/ApiGateway", metric = "Latency", dimensions = { ApiId = x.id }
      stat      = "p99", period = 60, of = 10, least = 8, comparison = "GreaterThanThreshold", threshold = var.api_latency_seconds * 1000
    } },
  )

  web_targets = var.web_load_balancer == null ? {} : {
    for k, group in var.web_load_balancer.target_groups : k => { LoadBalancer = var.web_load_balancer.load_balancer, TargetGroup = group }
  }

  web_alarms = merge(
    { for k, d in local.web_targets : "${k}-errors" => {
      runbook = k == "api" ? "api-errors" : "live-errors", text = "More than 1 % of what the role ${k} answers is 5XX."
      rate = {
        namespace = "AWS/ApplicationELB", dimensions = d, part = "HTTPCode_Target_5XX_Count", whole = "RequestCount", least_whole = 20
      }
      period = 60, of = 5, least = 3, comparison = "GreaterThanThreshold", threshold = 1
    } },
    { for k, d in local.web_targets : "${k}-latency" => {
      runbook   = k == "api" ? "api-latency" : "live-errors", text = "One of a hundred answers of the role ${k} begins later than after ${var.api_latency_seconds} s."
      namespace = "AWS/ApplicationELB", metric = "TargetResponseTime", dimensions = d
      stat      = "p99", period = 60, of = 10, least = 8, comparison = "GreaterThanThreshold", threshold = var.api_latency_seconds
    } },
    { for k, d in local.web_targets : "${k}-unreachable" => {
      runbook   = k == "api" ? "api-errors" : "live-errors", text = "No task of the role ${k} is healthy."
      namespace = "AWS/ApplicationELB", metric = "HealthyHostCount", dimensions = d
      stat      = "Maximum", period = 60, of = 3, least = 3, comparison = "LessThanThreshold", threshold = 1, silence = "breaching"
    } },
  )

  function_alarms = merge(
    { for k, f in var.functions : "function-errors-${k}" => {
      runbook = "function-errors", text = "More than 1 % of the calls of ${f.name} fail."
      rate = {
        namespace = "AWS/Lambda", dimensions = { FunctionName = f.name }, part = "Errors", whole = "Invocations", least_whole = 1
      }
      period = 60, of = 5, least = 3, comparison = "GreaterThanThreshold", threshold = 1
    } },
    { for k, f in var.functions : "function-throttled-${k}" => {
      runbook   = "function-throttled", text = "Calls of ${f.name} find no copy that may run."
      namespace = "AWS/Lambda", metric = "Throttles", dimensions = { FunctionName = f.name }
      stat      = "Sum", period = 60, of = 5, least = 3, comparison = "GreaterThanThreshold", threshold = 0
    } },
    { for k, f in var.functions : "function-slow-${k}" => {
      runbook   = "function-errors", text = "${f.name} comes near the ${f.timeout_seconds} s after which it is stopped."
      namespace = "AWS/Lambda", metric = "Duration", dimensions = { FunctionName = f.name }
      stat      = "Maximum", period = 60, of = 5, least = 3, comparison = "GreaterThanThreshold", threshold = f.timeout_seconds * 900
    } },
  )

  service_alarms = merge(
    { for k, s in var.services : "service-tasks-${k}" => {
      runbook   = "service-tasks", text = "Fewer than ${s.least_tasks} tasks of the role ${k} run."
      namespace = "ECS/ContainerInsights", metric = "RunningTaskCount", dimensions = { ClusterName = s.cluster, ServiceName = s.service }
      stat      = "Minimum", period = 60, of = 10, least = 10, comparison = "LessThanThreshold", threshold = s.least_tasks, silence = "breaching"
    } },
    { for k, s in var.services : "service-cpu-${k}" => {
      runbook   = "service-cpu", text = "The tasks of the role ${k} use more than 85 % of their processors, and scaling does not help."
      namespace = "AWS/ECS", metric = "CPUUtilization", dimensions = { ClusterName = s.cluster, ServiceName = s.service }
      stat      = "Average", period = 60, of = 15, least = 15, comparison = "GreaterThanThreshold", threshold = 85
    } },
    { for k, s in var.services : "service-memory-${k}" => {
      runbook   = "service-memory", text = "A task of the role ${k} uses more than 90 % of its memory."
      namespace = "AWS/ECS", metric = "MemoryUtilization", dimensions = { ClusterName = s.cluster, ServiceName = s.service }
      stat      = "Maximum", period = 60, of = 10, least = 10, comparison = "GreaterThanThreshold", threshold = 90
    } },
    { for k, group in var.error_logs : "errors-${k}" => {
      runbook   = "application-errors", text = "The role ${k} writes errors to its log ${group}."
      namespace = local.log_namespace, metric = "errors-${k}", dimensions = {}
      stat      = "Sum", period = 300, of = 3, least = 2, comparison = "GreaterThanThreshold", threshold = 0
    } },
  )
}
