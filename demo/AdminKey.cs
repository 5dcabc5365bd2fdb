using System.Security.Cryptography;

namespace CallControl.Demo;

/// <summary>The API key of the demonstration: the user's own from his environment, else one made anew for each start.</summary>
internal sealed record AdminKey(string Key, IReadOnlyDictionary<string, string> Settings)
{
    private const string Setting = "Web__ApiKeys__0__";

    public static AdminKey Choose()
    {
        // What is in the environment reaches the program by itself.
        if (Environment.GetEnvironmentVariable(Setting + "Key") is { Length: > 0 } own)
            return new AdminKey(own, new Dictionary<string, string>());
        var made = RandomNumberGenerator.GetHexString(32, lowercase: true);
        return new AdminKey(made, new Dictionary<string, string> { [Setting + "Name"] = "demo", [Setting + "Key"] = made });
    }
}
