output "vpc_id" {
  description = "The VPC."
  value       = aws_vpc.this.id
}

output "zones" {
  description = "The availability zones used."
  value       = local.zones
}

output "public_subnet_ids" {
  description = "Subnets with a way in from the internet: for load balancers and NAT alone."
  value       = aws_subnet.public[*].id
}

output "private_subnet_ids" {
  description = "Subnets of services and functions."
  value       = aws_subnet.private[*].id
}

output "private_subnet_cidrs" {
  description = "Addresses of the private subnets."
  value       = aws_subnet.private[*].cidr_block
}

output "database_subnet_ids" {
  description = "Subnets without a way to or from the internet."
  value       = aws_subnet.database[*].id
}

output "nat_instance_id" {
  description = "The NAT instance; null with gateways."
  value       = one(aws_instance.nat[*].id)
}

output "nat_addresses" {
  description = "From which addresses calls to the internet come: for those who let in by address."
  value       = aws_eip.nat[*].public_ip
}

output "s3_prefix_list_id" {
  description = "S3's addresses, for rules of security groups."
  value       = aws_vpc_endpoint.s3.prefix_list_id
}

output "dynamodb_prefix_list_id" {
  description = "DynamoDB's addresses, for rules of security groups."
  value       = aws_vpc_endpoint.dynamodb.prefix_list_id
}

output "flow_log_group" {
  description = "Where flow logs are."
  value       = aws_cloudwatch_log_group.flow.name
}

output "nat_gateway_ids" {
  description = "The NAT gateways by zone; none with an instance."
  value       = aws_nat_gateway.this[*].id
}
