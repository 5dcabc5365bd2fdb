using System.Reflection;

namespace CallControl.Telemetry;

internal static class BuildInfo
{
    public static readonly string Version =
        typeof(BuildInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
