data "aws_iot_endpoint" "data" {
  count = var.custom_domain == null ? 0 : 1

  endpoint_type = "iot:Data-ATS"
}

resource "aws_iot_domain_configuration" "stations" {
  count = var.custom_domain == null ? 0 : 1

  name                    = "${var.name}-stations"
  domain_name             = var.custom_domain.domain_name
  service_type            = "DATA"
  server_certificate_arns = [var.custom_domain.certificate_arn]

  tls_config {
    # Stations in the field live long: 1.2 stays, with the suites of 2022.
    security_policy = "IoTSecurityPolicy_TLS13_1_2_2022_10"
  }

  tags = { Name = "${var.name}-stations" }
}

resource "aws_route53_record" "stations" {
  count = var.custom_domain == null ? 0 : 1

  zone_id = var.custom_domain.zone_id
  name    = var.custom_domain.domain_name
  type    = "CNAME"
  ttl     = 300
  records = [data.aws_iot_endpoint.data[0].endpoint_address]
}
