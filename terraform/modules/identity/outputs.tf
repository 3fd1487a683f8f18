output "user_pool_id" {
  description = "The pool."
  value       = aws_cognito_user_pool.this.id
}

output "issuer" {
  description = "Whose tokens are believed."
  value       = "https://cognito-idp.${data.aws_region.current.region}.amazonaws.com/${aws_cognito_user_pool.this.id}"
}

output "console_client_id" {
  description = "The console's client."
  value       = aws_cognito_user_pool_client.console.id
}

output "machine_client_ids" {
  description = "The clients of software, by name. Their secrets: aws cognito-idp describe-user-pool-client."
  value       = { for name, client in aws_cognito_user_pool_client.machine : name => client.id }
}

output "audiences" {
  description = "Whom tokens may be for."
  value       = concat([aws_cognito_user_pool_client.console.id], [for client in aws_cognito_user_pool_client.machine : client.id])
}

output "client_organizations" {
  description = "Whose the clients of software are, as the application reads it: id=organization, with commas between."
  value       = join(",", [for name, client in aws_cognito_user_pool_client.machine : "${client.id}=${var.machine_clients[name].organization}"])
}

output "sign_in_url" {
  description = "Where people sign in."
  value       = "https://${aws_cognito_user_pool_domain.this.domain}.auth.${data.aws_region.current.region}.amazoncognito.com"
}
