# CloudFront takes certificates from us-east-1 only, the load balancer from its own region.
resource "aws_acm_certificate" "entry" {
  region            = "us-east-1"
  domain_name       = var.domain_name
  validation_method = "DNS"
  key_algorithm     = "EC_prime256v1"

  tags = { Name = "${var.name}-entry" }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_acm_certificate" "web" {
  domain_name       = var.domain_name
  validation_method = "DNS"
  key_algorithm     = "EC_prime256v1"

  tags = { Name = "${var.name}-web" }

  lifecycle {
    create_before_destroy = true
  }
}

# Both certificates are of one name in one account, for which ACM asks for the same record in every region.
resource "aws_route53_record" "validation" {
  zone_id         = var.zone_id
  name            = one(aws_acm_certificate.entry.domain_validation_options).resource_record_name
  type            = one(aws_acm_certificate.entry.domain_validation_options).resource_record_type
  records         = [one(aws_acm_certificate.entry.domain_validation_options).resource_record_value]
  ttl             = 300
  allow_overwrite = true
}

resource "aws_acm_certificate_validation" "entry" {
  region                  = "us-east-1"
  certificate_arn         = aws_acm_certificate.entry.arn
  validation_record_fqdns = [aws_route53_record.validation.fqdn]
}

resource "aws_acm_certificate_validation" "web" {
  certificate_arn         = aws_acm_certificate.web.arn
  validation_record_fqdns = [aws_route53_record.validation.fqdn]
}
