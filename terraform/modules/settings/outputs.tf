output "environments" {
  description = "Environment variables of each role's containers."
  value = {
    for role, parts in local.filled.roles : role => merge(parts.environment, { FLEETPORT_ROLES = role })
  }
}

output "secrets" {
  description = "Environment variables of each role's containers whose values are secrets: the secrets' ARNs."
  value       = { for role, parts in local.filled.roles : role => parts.secrets }
}

output "files" {
  description = "Files that each role's containers read: which member of which secret."
  value = {
    for role, sets in local.sets.roles : role => merge([
      for set in sets : {
        for path, from in lookup(set, "files", {}) : path => {
          secret = local.values.roles[role][trim(from.secret, "{}")]
          member = from.member
        }
      }
    ]...)
  }
}

output "by_process" {
  description = "Environment variables that are another one in each container: these with its host name behind them."
  value       = { for role, parts in local.filled.roles : role => { for name, text in parts.by_process : name => "${text}-${role}" } }
}

output "functions" {
  description = "Environment variables of functions, those that hold keys aside."
  value       = { for role, parts in local.filled.functions : role => merge(parts.environment, { FLEETPORT_ROLES = "api" }) }
}

output "function_secrets" {
  description = "Environment variables of functions whose values are secrets: the secrets' ARNs."
  value       = { for role, parts in local.filled.functions : role => parts.secrets }
}
