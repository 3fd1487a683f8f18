output "id" {
  description = "The API."
  value       = aws_apigatewayv2_api.this.id
}

output "domain" {
  description = "Host name that CloudFront sends requests on to."
  value       = trimprefix(aws_apigatewayv2_api.this.api_endpoint, "https://")
}

output "log_group" {
  description = "The access log."
  value       = aws_cloudwatch_log_group.access.name
}
