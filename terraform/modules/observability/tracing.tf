# Health checks come every few seconds from every side and tell nothing.
resource "aws_xray_sampling_rule" "health" {
  rule_name      = "${var.name}-health"
  priority       = 100
  version        = 1
  reservoir_size = 0
  fixed_rate     = 0
  url_path       = "/health*"
  host           = "*"
  http_method    = "*"
  service_name   = "fleetport"
  service_type   = "*"
  resource_arn   = "*"

  tags = { Name = "${var.name}-health" }
}

resource "aws_xray_sampling_rule" "requests" {
  rule_name      = "${var.name}-requests"
  priority       = 1000
  version        = 1
  reservoir_size = 1
  fixed_rate     = var.trace_share
  url_path       = "*"
  host           = "*"
  http_method    = "*"
  service_name   = "fleetport"
  service_type   = "*"
  resource_arn   = "*"

  tags = { Name = "${var.name}-requests" }
}
