namespace CallControl.Crm.RetailCrm;

/// <summary>What people read in RetailCRM.</summary>
internal static class RussianWords
{
    public const string HiddenNumber = "Скрытый номер";
    public const string CreatedAutomatically = "Создан автоматически";
    public const string PhoneCall = "Телефонный звонок";
}
