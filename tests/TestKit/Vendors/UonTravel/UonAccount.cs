using System.Globalization;

namespace CallControl.TestKit.Vendors.UonTravel;

/// <summary>One agency at U-ON, with all its data.</summary>
public sealed class UonAccount
{
    private int _lastId = 30;

    internal UonAccount(string key, int requests, TimeProvider time)
    {
        Key = key;
        Window = new RequestWindow(requests, TimeSpan.FromSeconds(1), int.MaxValue, time);
    }

    public string Key { get; }

    public RequestWindow Window { get; }

    public List<StubManager> Managers { get; } = [new("2", "Sample", "user2@example.com", "101"), new("4", "Example", "user4@example.com", "102")];

    /// <summary>U-ON's standard set.</summary>
    public List<StubStatus> Statuses { get; } =
    [
        new("1", "Новый", false), new("2", "Думает по предложению", false), new("5", "Принимает решение по оплате", false),
        new("6", "Лид &rarr; Заявка", true), new("7", "Отвалился", true), new("8", "Потом / в следующий раз", true),
    ];

    public List<StubUser> Users { get; } = [];

    public List<StubLead> Leads { get; } = [];

    public List<StubPopUp> PopUps { get; } = [];

    /// <summary>The call history: the fields as they were sent.</summary>
    public List<Dictionary<string, string>> Calls { get; } = [];

    /// <summary>How the history is sorted, which is not documented.</summary>
    public bool ListsOldestFirst { get; set; }

    /// <summary>Whether a client who is asked for by his id comes as an object, not as a list of one.</summary>
    public bool TellsOneClient { get; set; }

    public List<StubWebhook> Webhooks { get; } = [];

    /// <summary>Methods that answer 400.</summary>
    public HashSet<string> Refused { get; } = [];

    /// <summary>Somebody who was there before.</summary>
    public StubUser AddUser(params (string Name, string Value)[] fields)
    {
        var user = new StubUser { Id = NextId(), Fields = fields.ToDictionary(field => field.Name, field => field.Value), MadeAt = long.MinValue };
        Users.Add(user);
        return user;
    }

    public StubLead AddLead(StubUser client, string status, string? manager = null, string date = "2026-01-10 12:00:00")
    {
        var lead = new StubLead { Id = NextId(), ClientId = client.Id, StatusId = status, Manager = manager, Date = date };
        Leads.Add(lead);
        return lead;
    }

    internal string NextId() => (++_lastId).ToString(CultureInfo.InvariantCulture);
}
