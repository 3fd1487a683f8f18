output "service_role_arns" {
  description = "By role: what the service does."
  value       = { for role, iam in aws_iam_role.service : role => iam.arn }
}

output "start_role_arns" {
  description = "By role: what the platform does before its container starts."
  value       = { for role, iam in aws_iam_role.start : role => iam.arn }
}

output "function_role_arns" {
  description = "By function: api, stations, uploads."
  value       = { for role, iam in aws_iam_role.function : role => iam.arn }
}

output "policies" {
  description = "All policies as rendered, by name: for tests and for reading."
  value = merge(
    { for name, document in data.aws_iam_policy_document.work : name => document.json },
    { for role, document in data.aws_iam_policy_document.start : "${role}-start" => document.json },
  )
}

output "needs_every_resource" {
  description = "Actions for which AWS knows no narrower resource than all, with the reason."
  value = {
    "ecr:GetAuthorizationToken"      = "logs in to the registry, to no repository in particular"
    "ec2:AssignPrivateIpAddresses"   = "interfaces of functions in a VPC have no name before they are made"
    "ec2:CreateNetworkInterface"     = "interfaces of functions in a VPC have no name before they are made"
    "ec2:DeleteNetworkInterface"     = "Lambda asks for it on all before it makes one"
    "ec2:DescribeNetworkInterfaces"  = "descriptions of EC2 are of all or none"
    "ec2:DescribeSubnets"            = "descriptions of EC2 are of all or none"
    "ec2:UnassignPrivateIpAddresses" = "interfaces of functions in a VPC have no name before they are made"
  }
}
