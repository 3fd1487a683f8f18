output "url" {
  description = "Where people and software reach the service."
  value       = module.edge.url
}

output "vehicles_endpoint" {
  description = "Host name and port that vehicles are told, with the organization's id in place of *."
  value       = module.edge.vehicles_endpoint
}

output "stations_endpoint" {
  description = "Host name that stations are told; port 8883."
  value       = coalesce(module.stations.domain_name, data.aws_iot_endpoint.stations.endpoint_address)
}

output "repository_url" {
  description = "Where the image is pushed to."
  value       = module.compute.repository_url
}

output "buckets" {
  description = "Buckets by use."
  value       = { for use, bucket in module.data.buckets : use => bucket.id }
}

output "distribution_id" {
  description = "For invalidations after the console's files were replaced."
  value       = module.edge.distribution_id
}

output "cluster_name" {
  description = "Where the services run."
  value       = module.compute.cluster_name
}

output "services" {
  description = "What runs as containers, by role."
  value       = module.compute.services
}

output "functions" {
  description = "What runs as functions."
  value       = module.functions.functions
}

output "secret_arns" {
  description = "Secrets; vehicles-tls and stations-identity are written by hand."
  value       = module.secrets.arns
}

output "user_pool_id" {
  description = "Where people who sign in are kept."
  value       = module.identity.user_pool_id
}

output "sign_in" {
  description = "What the console needs to sign people in."
  value = {
    url       = module.identity.sign_in_url
    issuer    = module.identity.issuer
    client_id = module.identity.console_client_id
  }
}

output "machine_client_ids" {
  description = "Clients of software, by name."
  value       = module.identity.machine_client_ids
}

output "environments" {
  description = "Which settings each role's containers get; secrets are named, not shown."
  value = {
    for role, variables in module.settings.environments : role => merge(
      variables, { for name, arn in module.settings.secrets[role] : name => "from ${arn}" }, module.settings.by_process[role],
    )
  }
}

output "function_environments" {
  description = "Which settings each function gets; secrets are named, not shown."
  value = {
    for role, variables in module.settings.functions : role => merge(
      variables, { for name, arn in module.settings.function_secrets[role] : name => "from ${arn}" },
    )
  }
}

output "policies" {
  description = "Policies of roles as rendered, by name."
  value       = module.permissions.policies
}

output "nat_addresses" {
  description = "From which addresses webhooks come."
  value       = module.network.nat_addresses
}

output "station_policies" {
  description = "IoT policies to attach to certificates: of stations, and of the service."
  value       = { station = module.stations.station_policy_name, service = module.stations.service_policy_name }
}

output "alarm_topic_arn" {
  description = "Where alarms are told."
  value       = module.observability.topic_arn
}

output "alarm_names" {
  description = "All alarms."
  value       = module.observability.alarm_names
}

output "backup_vault" {
  description = "Where recovery points are."
  value       = module.backup.vault_name
}

output "database_host" {
  description = "Where the database is; null with dynamodb."
  value       = try(module.data.database.host, null)
}

output "needs_every_resource" {
  description = "Actions for which AWS knows no narrower resource than all, with the reason."
  value       = module.permissions.needs_every_resource
}
