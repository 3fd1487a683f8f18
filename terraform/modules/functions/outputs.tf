output "functions" {
  description = "By function: name and timeout, for alarms."
  value       = { for function, made in aws_lambda_function.this : function => { name = made.function_name, timeout_seconds = made.timeout } }
}

output "aliases" {
  description = "By function: what is to be called."
  value = {
    for function, alias in aws_lambda_alias.live : function => {
      name       = alias.name
      function   = alias.function_name
      invoke_arn = alias.invoke_arn
    }
  }
}

output "log_groups" {
  description = "Log groups by function."
  value       = { for function, group in aws_cloudwatch_log_group.this : "function-${function}" => group.name }
}
