// What an integrator would write first: look at the fleet, register a station, command it twice with one key, miss one.
import { CommandRequestCommandEnum, CommandsApi, Configuration, ResponseError, StationsApi, VehiclesApi } from './client';

declare const process: { argv: string[] };

async function main(): Promise<void> {
    const [, , basePath, accessToken] = process.argv;
    const configuration = new Configuration({ basePath, accessToken });

    const { vehicles, next } = await new VehiclesApi(configuration).listVehicles({ limit: 10 });
    const speed: number | null | undefined = vehicles[0].speed_kmh;
    // @ts-expect-error: types are known, so a member that does not exist is found before anything runs.
    const misspelt = vehicles[0].speed_mph;

    const stations = new StationsApi(configuration);
    const station = await stations.registerStation({ stationRegistration: { station_id: 'S-7', name: 'North' } });

    const commands = new CommandsApi(configuration);
    const request = {
        stationId: 'S-7',
        commandRequest: { command: CommandRequestCommandEnum.Restart },
        idempotencyKey: 'k-1',
    };
    const first = await commands.commandStation(request);
    const again = await commands.commandStation(request);

    let missed = 0;
    try {
        await stations.getStation({ stationId: 'S-9' });
    } catch (error) {
        missed = error instanceof ResponseError ? error.response.status : -1;
    }
    console.log(JSON.stringify({
        name: vehicles[0].vehicle_name, speed, next, misspelt, station: station.name,
        sameCommand: first.command_id === again.command_id, missed,
    }));
}

main().catch((error) => {
    console.error(error);
    throw error;
});
