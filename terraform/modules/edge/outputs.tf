output "url" {
  description = "Where people and software reach the service."
  value       = "https://${var.domain_name}"
}

output "vehicles_endpoint" {
  description = "Host name and port that an organization's vehicles are told, with the organization's id in place of *."
  value       = "*.${var.vehicles_domain}:443"
}

output "target_group_arns" {
  description = "Target groups that services register with, by role: edge (8443), live (8080) and, with fargate, api (8080)."
  value       = merge({ edge = aws_lb_target_group.vehicles.arn }, { for k, g in aws_lb_target_group.web : k => g.arn })
}

output "vehicles_load_balancer" {
  description = "Dimensions of the vehicles' load balancer in CloudWatch."
  value = {
    load_balancer = aws_lb.vehicles.arn_suffix
    target_group  = aws_lb_target_group.vehicles.arn_suffix
  }
}

output "web_load_balancer" {
  description = "Dimensions of the internal load balancer in CloudWatch; target_groups by role."
  value = {
    load_balancer = aws_lb.web.arn_suffix
    target_groups = { for k, g in aws_lb_target_group.web : k => g.arn_suffix }
  }
}

output "distribution_id" {
  description = "The distribution, for invalidations after the console's files were replaced."
  value       = aws_cloudfront_distribution.entry.id
}

output "distribution_arn" {
  description = "ARN of the distribution, for policies of buckets and keys."
  value       = aws_cloudfront_distribution.entry.arn
}

output "web_acl_name" {
  description = "Name of the firewall's rules, as metrics have it."
  value       = aws_wafv2_web_acl.entry.name
}

output "certificate_arn" {
  description = "Certificate of the internal load balancer, in the home region."
  value       = aws_acm_certificate_validation.web.certificate_arn
}

output "global_certificate_arn" {
  description = "Certificate of the distribution, in us-east-1."
  value       = aws_acm_certificate_validation.entry.certificate_arn
}

output "health_check_ids" {
  description = "Route 53 health checks by what they look at: entry, vehicles. Their metrics are in us-east-1."
  value       = { for k, h in aws_route53_health_check.this : k => h.id }
}
