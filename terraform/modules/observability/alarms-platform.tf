locals {
  nat_alarms = merge(
    { for zone, id in var.nat_instances : "nat-instance-${zone}" => {
      runbook   = "nat-instance", text = "The NAT instance ${id} of ${zone} fails its checks: private subnets have no way out."
      namespace = "AWS/EC2", metric = "StatusCheckFailed", dimensions = { InstanceId = id }
      stat      = "Maximum", period = 60, of = 2, least = 2, comparison = "GreaterThanThreshold", threshold = 0, silence = "breaching"
    } },
    { for zone, id in var.nat_gateways : "nat-gateway-${zone}" => {
      runbook   = "nat-gateway", text = "The NAT gateway of ${zone} has no port left for a connection."
      namespace = "AWS/NATGateway", metric = "ErrorPortAllocation", dimensions = { NatGatewayId = id }
      stat      = "Sum", period = 60, of = 5, least = 2, comparison = "GreaterThanThreshold", threshold = 0
    } },
  )

  bus_alarms = merge(
    { for k, rule in try(var.event_bus.rules, {}) : "bus-delivery-${k}" => {
      runbook   = "bus-delivery", text = "The bus could not deliver events to ${k} for good."
      namespace = "AWS/Events", metric = "FailedInvocations", dimensions = { EventBusName = var.event_bus.name, RuleName = rule }
      stat      = "Sum", period = 300, of = 1, least = 1, comparison = "GreaterThanThreshold", threshold = 0
    } },
    { for g in var.audit_log[*] : "audit-broken" => {
      runbook   = "audit-broken", text = "An audit log is not what was written."
      namespace = local.log_namespace, metric = "audit-broken", dimensions = {}
      stat      = "Sum", period = 300, of = 1, least = 1, comparison = "GreaterThanThreshold", threshold = 0
    } },
    { for g in var.audit_log[*] : "audit-unverified" => {
      runbook   = "audit-unverified", text = "For a day no audit log was found whole."
      namespace = local.log_namespace, metric = "audit-whole", dimensions = {}
      stat      = "Sum", period = 86400, of = 1, least = 1, comparison = "LessThanThreshold", threshold = 1, silence = "breaching"
    } },
    { for g in var.schedule_group[*] : "schedule-failed" => {
      runbook   = "schedule-failed", text = "A task did not start by the clock."
      namespace = "AWS/Scheduler", metric = "TargetErrorCount", dimensions = { ScheduleGroup = g }
      stat      = "Sum", period = 300, of = 1, least = 1, comparison = "GreaterThanThreshold", threshold = 0
    } },
  )

  certificate_alarms = { for k, arn in var.certificates : "certificate-${k}" => {
    runbook   = "certificate-expiry", text = "The certificate ${k} ends in less than ${var.certificate_days} days."
    namespace = "AWS/CertificateManager", metric = "DaysToExpiry", dimensions = { CertificateArn = arn }
    stat      = "Minimum", period = 86400, of = 1, least = 1, comparison = "LessThanThreshold", threshold = var.certificate_days
  } }

  # Metrics that exist in us-east-1 only.
  global_alarm_list = merge(
    { for k, arn in var.global_certificates : "certificate-${k}" => {
      runbook   = "certificate-expiry", text = "The certificate ${k} (us-east-1) ends in less than ${var.certificate_days} days."
      namespace = "AWS/CertificateManager", metric = "DaysToExpiry", dimensions = { CertificateArn = arn }
      stat      = "Minimum", period = 86400, of = 1, least = 1, comparison = "LessThanThreshold", threshold = var.certificate_days
    } },
    { for k, id in var.health_checks : "unreachable-${k}" => {
      runbook   = k == "vehicles" ? "vehicles-unreachable" : "entry-unreachable", text = "From outside, ${k} does not answer."
      namespace = "AWS/Route53", metric = "HealthCheckStatus", dimensions = { HealthCheckId = id }
      stat      = "Minimum", period = 60, of = 3, least = 3, comparison = "LessThanThreshold", threshold = 1, silence = "breaching"
    } },
    { for d in var.distribution[*] : "entry-errors" => {
      runbook   = "entry-errors", text = "More than 1 % of what CloudFront answers is 5XX."
      namespace = "AWS/CloudFront", metric = "5xxErrorRate", dimensions = { DistributionId = d.id, Region = "Global" }
      stat      = "Average", period = 60, of = 5, least = 5, comparison = "GreaterThanThreshold", threshold = 1
    } },
    { for acl in var.web_acl_name[*] : "firewall-blocks" => {
      runbook   = "firewall-blocks", text = "The firewall blocks more than 1,000 requests in five minutes."
      namespace = "AWS/WAFV2", metric = "BlockedRequests", dimensions = { WebACL = acl, Rule = "ALL" }
      stat      = "Sum", period = 300, of = 2, least = 2, comparison = "GreaterThanThreshold", threshold = 1000
    } },
  )
}
