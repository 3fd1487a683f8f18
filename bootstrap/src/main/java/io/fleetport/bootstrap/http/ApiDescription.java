package io.fleetport.bootstrap.http;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;

/** The head of the API's description; the rest is generated from the controllers. */
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Fleetport",
                        version = "1",
                        description =
                                "Vehicles and stations, their history, trips, sessions and swaps, and what happens now."
                                        + " Errors are problem details (RFC 9457, application/problem+json).",
                        license =
                                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0.txt")),
        security = @SecurityRequirement(name = "token"))
@SecurityScheme(name = "token", type = SecuritySchemeType.HTTP, scheme = "bearer", bearerFormat = "JWT")
final class ApiDescription {

    private ApiDescription() {}
}
