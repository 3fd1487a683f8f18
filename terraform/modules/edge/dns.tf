resource "aws_route53_record" "entry" {
  for_each = toset(["A", "AAAA"])

  zone_id = var.zone_id
  name    = var.domain_name
  type    = each.key

  alias {
    name                   = aws_cloudfront_distribution.entry.domain_name
    zone_id                = aws_cloudfront_distribution.entry.hosted_zone_id
    evaluate_target_health = false
  }
}

# Every organization has a host name of its own for its vehicles.
resource "aws_route53_record" "vehicles" {
  zone_id = var.zone_id
  name    = "*.${var.vehicles_domain}"
  type    = "A"

  alias {
    name                   = aws_lb.vehicles.dns_name
    zone_id                = aws_lb.vehicles.zone_id
    evaluate_target_health = true
  }
}

locals {
  health_checks = {
    entry = { type = "HTTPS", fqdn = var.domain_name, path = "/health/readiness" }
    # A vehicle's port wants a certificate: that it can be connected to is all that can be seen from outside.
    vehicles = { type = "TCP", fqdn = "health.${var.vehicles_domain}", path = null }
  }
}

resource "aws_route53_health_check" "this" {
  for_each = { for k, h in local.health_checks : k => h if var.health_checks }

  type              = each.value.type
  fqdn              = each.value.fqdn
  port              = 443
  resource_path     = each.value.path
  enable_sni        = each.value.type == "HTTPS" ? true : null
  request_interval  = 30
  failure_threshold = 3
  # Three is the least Route 53 takes; each further one asks every 30 s, too.
  regions = ["us-east-1", "us-west-2", "eu-west-1"]

  tags = { Name = "${var.name}-${each.key}" }
}
